/** The manifest of the official basic tutorial, as the recordings have it. */
import recorded from './recordings/errors.json' with { type: 'json' };

export const webYaml: string = recorded.files['web.yaml'];
