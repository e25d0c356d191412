/** Describes the programs of a concurrent pipeline for the hidden command that runs them. */
import { isPassive, mayNotEnd } from '../pipelines/endless.ts';
import type { PipelineArguments } from '../pipelines/pipelines.ts';
import { type Pipeline, type Script, singleQuoted, type Statement, statement, type Word } from './script.ts';

type Serialize = (script: Script) => string;

const described = (id: number, stages: PipelineArguments['stages']): Word =>
  singleQuoted(JSON.stringify({ id: String(id), stages } satisfies PipelineArguments));

/** Reports if a program before the last one may never end, so that all of them must run at once. */
export const isConcurrent = ({ commands }: Pipeline, isFunction: (name: string) => boolean): boolean =>
  commands.slice(0, -1).some((command) => mayNotEnd(command, isFunction));

export const stagesOf = ({ commands, pipeStderr }: Pipeline, id: number, serialize: Serialize): Word =>
  described(
    id,
    commands.map((command, i) => ({
      text: serialize({ type: 'Script', statements: [statement(command)] }),
      errors: pipeStderr?.[i] === true,
      passive: command.type === 'SimpleCommand' && isPassive(command),
    })),
  );

/** Describes one program: a script. */
export const stageOf = (statements: Statement[], id: number, serialize: Serialize): Word =>
  described(id, [{ text: serialize({ type: 'Script', statements }), errors: false, passive: false }]);
