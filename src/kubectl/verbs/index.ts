/** All commands of kubectl, in the groups and the order of its help. Adding a command here registers it. */
import type { Command } from '../command.ts';
import { apply } from './advanced/apply.ts';
import { diff } from './advanced/diff.ts';
import { kustomize } from './advanced/kustomize.ts';
import { patch } from './advanced/patch.ts';
import { replace } from './advanced/replace.ts';
import { wait } from './advanced/wait.ts';
import { create } from './basic/create.ts';
import { deleteCommand } from './basic/delete.ts';
import { edit } from './basic/edit.ts';
import { explain } from './basic/explain.ts';
import { expose } from './basic/expose.ts';
import { get } from './basic/get.ts';
import { run } from './basic/run.ts';
import { set } from './basic/set.ts';
import { certificate } from './cluster/certificate.ts';
import { clusterInfo } from './cluster/cluster-info.ts';
import { cordon, uncordon } from './cluster/cordon.ts';
import { drain } from './cluster/drain.ts';
import { taint } from './cluster/taint.ts';
import { top } from './cluster/top.ts';
import { autoscale } from './deploy/autoscale.ts';
import { rollout } from './deploy/rollout.ts';
import { scale } from './deploy/scale.ts';
import { apiResources } from './other/api-resources.ts';
import { apiVersions } from './other/api-versions.ts';
import { config } from './other/config.ts';
import { kuberc } from './other/kuberc.ts';
import { plugin } from './other/plugin.ts';
import { version } from './other/version.ts';
import { annotate } from './settings/annotate.ts';
import { completionOf } from './settings/completion.ts';
import { label } from './settings/label.ts';
import { auth } from './troubleshooting/auth.ts';
import { cp } from './troubleshooting/cp.ts';
import { debug } from './troubleshooting/debug.ts';
import { describe } from './troubleshooting/describe.ts';
import { events } from './troubleshooting/events.ts';
import { attach, exec } from './troubleshooting/exec.ts';
import { logs } from './troubleshooting/logs.ts';
import { portForward } from './troubleshooting/port-forward.ts';
import { proxy } from './troubleshooting/proxy.ts';

interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

const completion = completionOf(() => commands.map(({ name }) => name));

export const commandGroups: readonly CommandGroup[] = [
  { title: 'Basic Commands (Beginner)', commands: [create, expose, run, set] },
  { title: 'Basic Commands (Intermediate)', commands: [explain, get, edit, deleteCommand] },
  { title: 'Deploy Commands', commands: [rollout, scale, autoscale] },
  {
    title: 'Cluster Management Commands',
    commands: [certificate, clusterInfo, top, cordon, uncordon, drain, taint],
  },
  {
    title: 'Troubleshooting and Debugging Commands',
    commands: [describe, logs, attach, exec, portForward, proxy, cp, auth, debug, events],
  },
  { title: 'Advanced Commands', commands: [diff, apply, patch, replace, wait, kustomize] },
  { title: 'Settings Commands', commands: [label, annotate, completion] },
  { title: 'Subcommands provided by plugins', commands: [] },
  { title: 'Other Commands', commands: [apiResources, apiVersions, config, kuberc, plugin, version] },
];

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
