/** The texts that the first paint needs. */
import access from './access.json';
import app from './app.json';
import layout from './layout.json';
import stage from './stage.json';

export default { ...access, ...app, ...layout, ...stage };
