/** The commands that change nothing in the cluster. */
import type { Command } from '../command.ts';
import { apiResources, apiVersions } from './api-resources.ts';
import { auth } from './auth.ts';
import { completion } from './completion.ts';
import { clusterInfo, config } from './config.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { events } from './events.ts';
import { explain } from './explain.ts';
import { get } from './get.ts';
import { kustomize } from './kustomize.ts';
import { logs } from './logs.ts';
import { top } from './top.ts';
import { version } from './version.ts';

export const readingCommands: readonly Command[] = [
  apiResources,
  apiVersions,
  auth,
  clusterInfo,
  completion,
  config,
  describe,
  diff,
  events,
  explain,
  get,
  kustomize,
  logs,
  top,
  version,
];
