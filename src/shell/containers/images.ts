/** Contents of an image, as visible from inside: a shell, tools, a web server. */
import { documentRoot, hasOnlyBusybox, imageName } from '../../engine/index.ts';

export interface ImageContents {
  /** How its shell asks. */
  readonly prompt: (hostname: string, cwd: string) => string;
  /** Tools of the network that are in the image. */
  readonly tools: readonly string[];
  /** Where the web server looks for pages, and on which port. */
  readonly web?: { readonly root: string; readonly port: number; readonly server: string };
  /** Default main process. */
  readonly main: readonly string[];
}

const allTools = ['nslookup', 'dig', 'host', 'curl', 'wget'];
const bashPrompt = (host: string, cwd: string): string => `root@${host}:${cwd}# `;

export function contentsOf(image: string): ImageContents {
  if (hasOnlyBusybox(image)) {
    return { prompt: (_, cwd) => `${cwd} # `, tools: ['nslookup', 'wget'], main: ['sh'] };
  }
  const name = imageName(image);
  if (!name.includes('nginx')) return { prompt: bashPrompt, tools: allTools, main: [name] };
  const web = { root: documentRoot, port: name === 'nginx-unprivileged' ? 8080 : 80, server: 'nginx' };
  return { prompt: bashPrompt, tools: allTools, web, main: ['nginx', '-g', 'daemon off;'] };
}
