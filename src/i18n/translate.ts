/** The type of a translator's function; the pure layers know nothing else of the texts. */
import type about from './languages/en/about.json';
import type access from './languages/en/access.json';
import type app from './languages/en/app.json';
import type embed from './languages/en/embed.json';
import type layout from './languages/en/layout.json';
import type policies from './languages/en/policies.json';
import type lessons from './languages/en/lessons.json';
import type live from './languages/en/live.json';
import type teach from './languages/en/teach.json';
import type offline from './languages/en/offline.json';
import type palette from './languages/en/palette.json';
import type pictures from './languages/en/pictures.json';
import type plan from './languages/en/plan.json';
import type present from './languages/en/present.json';
import type rulePages from './languages/en/rule-pages.json';
import type rules from './languages/en/rules.json';
import type share from './languages/en/share.json';
import type shortcuts from './languages/en/shortcuts.json';
import type stage from './languages/en/stage.json';
import type terminal from './languages/en/terminal.json';
import type traps from './languages/en/traps.json';
import type views from './languages/en/views.json';

export type MessageId =
  | keyof typeof about
  | keyof typeof access
  | keyof typeof app
  | keyof typeof embed
  | keyof typeof layout
  | keyof typeof lessons
  | keyof typeof live
  | keyof typeof teach
  | keyof typeof offline
  | keyof typeof palette
  | keyof typeof pictures
  | keyof typeof plan
  | keyof typeof policies
  | keyof typeof present
  | keyof typeof rulePages
  | keyof typeof rules
  | keyof typeof share
  | keyof typeof shortcuts
  | keyof typeof stage
  | keyof typeof terminal
  | keyof typeof traps
  | keyof typeof views;
export type MessageValues = Readonly<Record<string, string | number>>;

/** The text of a message in the language in use, with its placeholders filled in. */
export type Translate = (id: MessageId, values?: MessageValues) => string;
