/** The texts that come after the first paint. */
import about from './about.json';
import lessons from './lessons.json';
import embed from './embed.json';
import live from './live.json';
import offline from './offline.json';
import palette from './palette.json';
import pictures from './pictures.json';
import plan from './plan.json';
import policies from './policies.json';
import present from './present.json';
import rulePages from './rule-pages.json';
import rules from './rules.json';
import share from './share.json';
import shortcuts from './shortcuts.json';
import terminal from './terminal.json';
import traps from './traps.json';
import teach from './teach.json';
import views from './views.json';

export default {
  ...about,
  ...lessons,
  ...embed,
  ...live,
  ...offline,
  ...palette,
  ...pictures,
  ...plan,
  ...policies,
  ...present,
  ...rulePages,
  ...rules,
  ...share,
  ...shortcuts,
  ...terminal,
  ...traps,
  ...teach,
  ...views,
};
