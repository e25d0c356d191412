import access from '../messages/access.en.json';
import app from '../messages/app.en.json';
import layout from '../messages/layout.en.json';
import rules from '../messages/rules.en.json';
import stage from '../messages/stage.en.json';

export default { ...access, ...app, ...layout, ...rules, ...stage };
