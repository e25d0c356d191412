import access from '../messages/access.zh.json';
import app from '../messages/app.zh.json';
import layout from '../messages/layout.zh.json';
import rules from '../messages/rules.zh.json';
import stage from '../messages/stage.zh.json';

export default { ...access, ...app, ...layout, ...rules, ...stage };
