import about from '../../messages/about.en.json';

export default { ...about };
