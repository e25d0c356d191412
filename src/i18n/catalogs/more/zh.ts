import about from '../../messages/about.zh.json';

export default { ...about };
