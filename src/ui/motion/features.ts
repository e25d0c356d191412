/** What framer-motion needs to animate; loaded after the first paint. Without it everything is drawn, at rest. */
export { domAnimation as default } from 'framer-motion';
