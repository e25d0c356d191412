/**
 * Groups what the cluster needs into one chunk. Left alone, the bundler cuts a chunk for each set of modules that another
 * lazy part shares with it: some twenty small files, each compressed by itself, all of which the page loads anyway.
 */

interface Module {
  readonly code: string | null;
  readonly importedIds: readonly string[];
}
interface Graph {
  getModuleInfo(id: string): Module | null;
}

/** A module that holds only `export … from`: of what it exports, an importer needs what it names. */
const isDoor = ({ code }: Module): boolean => code !== null && !/^(?!export\b.*\bfrom\b|\s*$|\/\/)/m.test(code);

const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.trim().split(/\s+as\s+/)[0]!);

/** Returns the imports of a module, those through a door replaced by the modules behind it. */
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

/**
 * Names the chunk of a module.
 * @param pageEntry Ends the id of the module that the page begins with; what it imports stays in the page's own chunk.
 * @param clusterEntry Ends the id of the module that the cluster begins with.
 */
export function clusterChunk(pageEntry: string, clusterEntry: string) {
  const seen: string[] = [];
  let members: ReadonlySet<string> | undefined;
  const membersIn = (graph: Graph): ReadonlySet<string> => {
    const rootsOf = (ending: string) => seen.filter((id) => id.endsWith(ending));
    const page = reachable(rootsOf(pageEntry), graph);
    return new Set([...reachable(rootsOf(clusterEntry), graph)].filter((id) => !page.has(id)));
  };
  return {
    // The bundler asks `test` of every module before it asks for any name.
    test: (id: string): boolean => {
      seen.push(id);
      return true;
    },
    name: (id: string, graph: Graph): string | null => {
      members ??= membersIn(graph);
      return members.has(id) ? 'cluster' : null;
    },
  };
}
