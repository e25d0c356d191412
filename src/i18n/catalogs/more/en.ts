import about from '../../messages/about.en.json';
import pictures from '../../messages/pictures.en.json';
import rulePages from '../../messages/rule-pages.en.json';

export default { ...about, ...pictures, ...rulePages };
