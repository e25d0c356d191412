import app from '../messages/app.zh.json';
import layout from '../messages/layout.zh.json';
import rules from '../messages/rules.zh.json';
import stage from '../messages/stage.zh.json';

export default { ...app, ...layout, ...rules, ...stage };
