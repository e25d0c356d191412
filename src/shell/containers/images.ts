/** What an image brings along, as far as one can tell from inside: a shell, tools, a web server. */

export interface ImageContents {
  /** How its shell asks. */
  readonly prompt: (hostname: string, cwd: string) => string;
  /** Tools of the network that are in the image. */
  readonly tools: readonly string[];
  /** Where the web server looks for pages, and on which port. */
  readonly web?: { readonly root: string; readonly port: number; readonly server: string };
  /** What its main process is when nobody says otherwise. */
  readonly main: readonly string[];
}

/** The last part of an image's name, without its tag: `nginx-slim` of `registry.k8s.io/nginx-slim:0.21`. */
export function imageName(image: string): string {
  return image.split('/').at(-1)!.split(/[:@]/)[0]!;
}

/** Images that are built around busybox: a small shell, and few tools. */
export const isSmall = (image: string): boolean => /^(busybox|alpine)/.test(imageName(image));

const allTools = ['nslookup', 'dig', 'host', 'curl', 'wget'];
const bashPrompt = (host: string, cwd: string): string => `root@${host}:${cwd}# `;

export function contentsOf(image: string): ImageContents {
  if (isSmall(image)) {
    return { prompt: (_, cwd) => `${cwd} # `, tools: ['nslookup', 'wget'], main: ['sh'] };
  }
  const name = imageName(image);
  if (!name.includes('nginx')) return { prompt: bashPrompt, tools: allTools, main: [name] };
  const web = { root: '/usr/share/nginx/html', port: 80, server: 'nginx' };
  return { prompt: bashPrompt, tools: allTools, web, main: ['nginx', '-g', 'daemon off;'] };
}
