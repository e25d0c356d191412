import about from '../../messages/about.zh.json';
import pictures from '../../messages/pictures.zh.json';
import rulePages from '../../messages/rule-pages.zh.json';

export default { ...about, ...pictures, ...rulePages };
