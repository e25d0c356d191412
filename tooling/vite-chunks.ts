/**
 * Groups the modules of the first paint into one chunk, and those of the cluster into another. By itself, the bundler
 * cuts a chunk for each set of modules that another lazy part shares: some twenty small files, each compressed by itself,
 * all of which the page loads.
 */

/** Modules of these floors only define things: unused exports must not be loaded. */
export const pureModules = /\/src\/(engine|manifests|kubectl|view|timeline|store|share)\/.*\.ts$/;

interface Module {
  readonly code: string | null;
  readonly importedIds: readonly string[];
}
interface Graph {
  getModuleInfo(id: string): Module | null;
}

/** A module that contains only `export {…} from`: an importer needs only the modules of the names that it imports. */
const isDoor = ({ code }: Module): boolean => code !== null && !/^(?!export\s*\{.*\bfrom\b|\s*$|\/\/)/m.test(code);

const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.trim().split(/\s+as\s+/)[0]!);

/** Returns the imports of a module; imports through an index module are replaced by the modules behind it. */
function importsOf(id: string, graph: Graph): readonly string[] {
  const module = graph.getModuleInfo(id);
  if (module?.code == null) return [];
  const { code, importedIds } = module;
  return importedIds.flatMap((imported) => {
    const door = graph.getModuleInfo(imported);
    if (door === null || !isDoor(door)) return imported;
    const file = imported.slice(imported.lastIndexOf('/src/') + 5).replace(/^.*\/(?=[^/]+\/[^/]+$)/, '');
    const names = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']([^"']*)["']/g)]
      .filter(([, , from]) => from!.endsWith(file))
      .flatMap(([, list]) => namesIn(list!));
    const behind = [...door.code!.matchAll(/export\s*\{([^}]*)\}\s*from/g)];
    return door.importedIds.filter((_, at) => namesIn(behind[at]?.[1] ?? '').some((name) => names.includes(name)));
  });
}

/** Returns the modules that the roots import, directly or through others; dynamic imports do not count. */
function reachable(roots: readonly string[], graph: Graph): ReadonlySet<string> {
  const found = new Set(roots);
  for (const id of found) for (const next of importsOf(id, graph)) found.add(next);
  return found;
}

/** Vite's own module that loads the chunks of dynamic imports. */
const preloadHelper = 'vite/preload-helper';

/**
 * Names the chunk of a module.
 * @param pageEntry Ends the id of the module that the page begins with.
 * @param clusterEntry Ends the id of the module that the cluster begins with.
 * @param nextEntry Ends the id of a module that is loaded beside both. What it shares with the cluster goes with the
 *   page: in the cluster's chunk, everybody would wait for it.
 */
export function clusterChunk(pageEntry: string, clusterEntry: string, nextEntry?: string) {
  const seen: string[] = [];
  let members: { readonly page: ReadonlySet<string>; readonly cluster: ReadonlySet<string> } | undefined;
  const membersIn = (graph: Graph) => {
    const from = (ending: string) =>
      reachable(
        seen.filter((id) => id.endsWith(ending)),
        graph,
      );
    const cluster = from(clusterEntry);
    const next = nextEntry === undefined ? [] : [...from(nextEntry)];
    return { page: new Set([...from(pageEntry), ...next.filter((id) => cluster.has(id))]), cluster };
  };
  return {
    // The bundler calls `test` for every module before it asks for a name.
    test: (id: string): boolean => {
      seen.push(id);
      return true;
    },
    name: (id: string, graph: Graph): string | null => {
      members ??= membersIn(graph);
      // The page's first module is its entry; the rest is shared with later parts.
      if (members.page.has(id) || id.includes(preloadHelper)) return id.endsWith(pageEntry) ? null : 'page';
      return members.cluster.has(id) ? 'cluster' : null;
    },
  };
}
