/** The texts of a lesson in a figure. */
import embed from './embed.json';
import lessons from './lessons.json';
import views from './views.json';

export default { ...embed, ...lessons, ...views };
