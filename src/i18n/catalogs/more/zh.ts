import about from '../../messages/about.zh.json';
import palette from '../../messages/palette.zh.json';
import pictures from '../../messages/pictures.zh.json';
import present from '../../messages/present.zh.json';
import rulePages from '../../messages/rule-pages.zh.json';
import share from '../../messages/share.zh.json';
import shortcuts from '../../messages/shortcuts.zh.json';
import traps from '../../messages/traps.zh.json';

export default { ...about, ...palette, ...pictures, ...present, ...rulePages, ...share, ...shortcuts, ...traps };
