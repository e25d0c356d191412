/** The texts of a figure. */
import access from './access.json';
import app from './app.json';
import embed from './embed.json';
import layout from './layout.json';
import rules from './rules.json';
import stage from './stage.json';
import traps from './traps.json';
import views from './views.json';

export default { ...access, ...app, ...embed, ...layout, ...rules, ...stage, ...traps, ...views };
