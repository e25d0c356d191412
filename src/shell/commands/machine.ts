/** Performs kubectl's requests to its machine: an editor, a command in a container, a copy of files, a port. */
import type { Answer, CopyPlace, FieldDocs, InContainer, Request } from '../../kubectl/index.ts';
import { runIn, type Terminal } from '../containers/enter.ts';
import { ContainerFileSystem } from '../containers/file-system.ts';
import { findContainer, type RunningContainer } from '../containers/find-container.ts';
import { podContainers } from '../../engine/index.ts';
import { mainCommand } from '../../engine/programs/index.ts';
import type { ShellEnvironment } from '../environment.ts';
import type { Ports } from '../machine/ports.ts';
import { sleep } from '../time.ts';
import { editFile } from './editor.ts';
import type { Host } from './host.ts';
import type { Call } from './kubectl-command.ts';
import type { CommandContext } from './terminal-output.ts';

type FileSystem = CommandContext['fs'];

type Requested<T extends Request['type']> = Extract<Request, { readonly type: T }>;

/** The terminal: typed input is read from it, and Ctrl-C reaches the running command. */
export type Person = Pick<Terminal, 'readLine' | 'interruptible' | 'interrupt'>;

export function machine(environment: ShellEnvironment, ports: Ports, person: Person, host: Host) {
  const find = ({ namespace, pod, container }: Pick<InContainer, 'namespace' | 'pod' | 'container'>) =>
    findContainer(environment.api, () => environment.inside(), { namespace, pod, container });

  /** @param heard Records all output of the terminal. */
  async function enter(
    place: InContainer,
    command: readonly string[],
    call: Call,
    heard: string[] = [],
  ): Promise<Answer> {
    const container = find(place);
    if (container === undefined) return {};
    const { output, signal } = call;
    const piped = !call.typed || !output.onTerminal;
    const terminal: Terminal = {
      ...person,
      print(stream, text) {
        heard.push(text);
        if (stream === 'stdout') output.out(text);
        else output.err(text);
      },
      changed: (stop) => environment.wait(undefined, stop),
      now: () => environment.cluster.now(),
      sleep: (ms, stop) => sleep(environment, ms, stop),
      async readLine(prompt, stop, verbatim) {
        const read = await person.readLine(place.tty ? prompt : '', stop, verbatim);
        if (place.tty && typeof read === 'object') heard.push(`${prompt}${read.line}\n`);
        return read;
      },
    };
    const stdin = place.stdin ? call.stdin : '';
    const done = await runIn(container, { command, stdin, interactive: place.stdin && !piped, signal }, terminal);
    environment.settle();
    return done;
  }

  /** Answers for the container's main process if it reads standard input; returns nothing if it does not. */
  async function attach(place: InContainer, call: Call): Promise<Answer> {
    const { containers } = environment.inside();
    const pod = environment.api.get('pods', place.pod, place.namespace);
    const spec = pod && podContainers(pod).find(({ name }) => name === place.container);
    if (pod === undefined || spec === undefined || !containers.waitsForInput(pod.metadata.uid, spec.name)) return {};
    const heard: string[] = [];
    const done = await enter(place, mainCommand(spec), call, heard);
    environment.inside().containers.endProcess(pod.metadata.uid, spec.name, done.exit ?? 0, heard.join(''));
    return done;
  }

  /** Forwards a port of this machine to a Pod's port until the command ends. */
  function listen({ namespace, pod, address, port, remote }: Requested<'listen'>, call: Call): Answer {
    let local = port;
    const listened = ports.listen(address, port, {
      request(path) {
        call.output.out(`Handling connection for ${local}\n`);
        const [container] = environment.api.get('pods', pod, namespace)?.spec.containers ?? [];
        const found = container && find({ namespace, pod, container: container.name });
        const answer = found?.request('localhost', remote, path) ?? 'refused';
        if (typeof answer !== 'string') return answer;
        call.output.err(
          `E portforward.go] "An error occurred forwarding" err="error forwarding port ${remote} to pod ${pod}, uid : ` +
            `failed to connect to localhost:${remote}: connect: connection refused" logger="UnhandledError" ` +
            `localPort=${local} remotePort=${remote}\n`,
        );
        call.connection.abort();
        return 'refused';
      },
    });
    if (typeof listened === 'string') return { error: listened };
    local = listened;
    call.closing.push(() => ports.close(address, listened));
    return { port: listened };
  }

  async function forward({ namespace, pod }: Requested<'forward'>, { signal, connection }: Call): Promise<Answer> {
    const { uid } = environment.api.get('pods', pod, namespace)?.metadata ?? {};
    const runs = (): boolean => {
      const live = environment.api.get('pods', pod, namespace);
      return live !== undefined && live.metadata.uid === uid && live.status.phase === 'Running';
    };
    const stop = (): void => connection.abort();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    while (runs() && !connection.signal.aborted) await environment.wait(undefined, connection.signal);
    signal.removeEventListener('abort', stop);
    return {};
  }

  /** Copies files and directories from one place to another. */
  async function copy(from: CopyPlace, to: CopyPlace, { context }: Call): Promise<Answer> {
    const source = placeOf(from, context);
    const target = placeOf(to, context);
    if (source === undefined || target === undefined) return { error: 'container not found' };
    if (!(await source.fs.exists(source.path))) return { error: `${from.path}: no such file or directory` };
    try {
      await copyTree(source, target);
      return {};
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  interface Place {
    readonly fs: FileSystem;
    readonly path: string;
  }

  function placeOf({ path, in: inside }: CopyPlace, { fs, cwd }: CommandContext): Place | undefined {
    if (inside === undefined) return { fs, path: fs.resolvePath(cwd, path) };
    const container: RunningContainer | undefined = find(inside);
    if (container === undefined) return undefined;
    const files = new ContainerFileSystem(container);
    return { fs: files, path: files.resolvePath(container.workingDirectory, path) };
  }

  return async (request: Request, call: Call): Promise<Answer | undefined> => {
    switch (request.type) {
      case 'edit':
        return editFile(request, call, { host, number: environment.cluster.now() });
      case 'remove':
        await call.context.fs.rm(request.path, { force: true });
        return {};
      case 'exec':
        return enter(request, request.command, call);
      case 'attach':
        return attach(request, call);
      case 'listen':
        return listen(request, call);
      case 'forward':
        return forward(request, call);
      case 'fieldDocs':
        return { docs: (await import('../../kubectl/generated/field-docs.json')).types as unknown as FieldDocs };
      case 'copy':
        return copy(request.from, request.to, call);
    }
  };

  async function copyTree(from: Place, to: Place): Promise<void> {
    const name = from.path.split('/').at(-1)!;
    const inside = (await to.fs.exists(to.path)) && (await to.fs.stat(to.path)).isDirectory;
    const path = inside ? `${to.path.replace(/\/$/, '')}/${name}` : to.path;
    if (!(await from.fs.stat(from.path)).isDirectory) {
      return to.fs.writeFile(path, await from.fs.readFile(from.path));
    }
    await to.fs.mkdir(path, { recursive: true });
    for (const child of await from.fs.readdir(from.path)) {
      await copyTree({ fs: from.fs, path: `${from.path}/${child}` }, { fs: to.fs, path: `${path}/${child}` });
    }
  }
}
