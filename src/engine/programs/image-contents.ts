/** The contents of images: a shell, programs, a web server. */
import type { Container } from '../api/types.ts';
import { hasOnlyBusybox, imageName } from '../kubelet/containers/images.ts';
import { documentRoot } from '../kubelet/probes/listening.ts';

export interface ImageContents {
  /** The prompt of its shell. */
  readonly prompt: (hostname: string, cwd: string) => string;
  /** Network tools in the image. */
  readonly tools: readonly string[];
  /** The document root and the port of its web server. */
  readonly web?: { readonly root: string; readonly port: number; readonly server: string };
  /** The command of its main process, unless the container sets another one. */
  readonly main: readonly string[];
}

const allTools = ['nslookup', 'dig', 'host', 'curl', 'wget', 'nc', 'ping'];
const bashPrompt = (host: string, cwd: string): string => `root@${host}:${cwd}# `;
/** Images of an operating system: their main process is a shell. */
export const systems = /^(?:debian|ubuntu|centos|fedora|rockylinux|almalinux|amazonlinux|bash)$/;

export function contentsOf(image: string): ImageContents {
  const name = imageName(image);
  if (hasOnlyBusybox(image)) {
    const main = [name.startsWith('alpine') ? '/bin/sh' : 'sh'];
    return { prompt: (_, cwd) => `${cwd} # `, tools: ['nslookup', 'wget', 'nc', 'ping'], main };
  }
  if (systems.test(name)) return { prompt: bashPrompt, tools: allTools, main: ['bash'] };
  if (!name.includes('nginx')) return { prompt: bashPrompt, tools: allTools, main: [name] };
  const web = { root: documentRoot, port: name === 'nginx-unprivileged' ? 8080 : 80, server: 'nginx' };
  return { prompt: bashPrompt, tools: allTools, web, main: ['nginx', '-g', 'daemon off;'] };
}

/** Returns the command line of a container; empty for the image's own server. */
export function mainCommand({ image = '', command = [], args = [] }: Pick<Container, 'image' | 'command' | 'args'>) {
  if (command.length > 0) return [...command, ...args];
  // Images that are a client: the container's arguments are its arguments, unless they begin with a program.
  if (imageName(image) === 'curl' && args.length > 0 && !/^(?:\/bin\/)?(?:curl|sh)$/.test(args[0]!))
    return ['curl', ...args];
  if (args.length > 0) return args[0]!.startsWith('-') ? [] : args;
  const { main } = contentsOf(image);
  return /^(?:\/bin\/)?(?:ba)?sh$/.test(main[0]!) ? main : [];
}
