import app from '../messages/app.zh.json';
import rules from '../messages/rules.zh.json';
import stage from '../messages/stage.zh.json';

export default { ...app, ...rules, ...stage };
