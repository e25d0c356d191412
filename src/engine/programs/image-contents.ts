/** What an image brings along, as far as one can tell from inside: a shell, programs, a web server. */
import { hasOnlyBusybox, imageName } from '../kubelet/images.ts';
import { documentRoot } from '../kubelet/listening.ts';

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

const allTools = ['nslookup', 'dig', 'host', 'curl', 'wget', 'nc', 'ping'];
const bashPrompt = (host: string, cwd: string): string => `root@${host}:${cwd}# `;
/** Images of an operating system: their main process is a shell. */
const systems = /^(?:debian|ubuntu|centos|fedora|rockylinux|almalinux|amazonlinux|bash)$/;

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

const inBusybox =
  'awk bc bzip2 cmp crond dc dd df diff dmesg du ed expand fgrep find fold free ftpget fuser getty gunzip gzip hexdump ' +
  'httpd id ifconfig inotifyd install ip kill killall less logger login lsof md5sum mkfifo mktemp more mount mpstat ' +
  'netstat nl nologin od passwd patch pgrep pidof pkill pmap poweroff readlink realpath reset route sha1sum sha256sum ' +
  'sha512sum split stat strings su tar telnet telnetd tftp top traceroute tty udhcpc umount uniq unxz unzip uptime vi ' +
  'watch xxd xz yes zcat';
const inDebian = 'apt apt-get bash dpkg locale nginx nginx-debug openssl perl rm';
const lists = {
  busybox: new Set(inBusybox.split(' ')),
  alpine: new Set(`${inBusybox} apk`.split(' ')),
  debian: new Set(`${inBusybox} ${inDebian}`.split(' ')),
};

/**
 * Programs in an image beside those that the lab can run; `undefined`: the image is not known, and may have any.
 */
export function usualPrograms(image: string): ReadonlySet<string> | undefined {
  const name = imageName(image);
  if (hasOnlyBusybox(image)) return name.startsWith('alpine') ? lists.alpine : lists.busybox;
  return systems.test(name) || name.includes('nginx') ? lists.debian : undefined;
}

/**
 * What a container runs: its command, or what the image begins with and its arguments. Empty: the image's own server.
 */
export function mainCommand(image: string, command: readonly string[] = [], args: readonly string[] = []) {
  if (command.length > 0) return [...command, ...args];
  // Images that are a client: what follows is its arguments, unless it is a program itself.
  if (imageName(image) === 'curl' && args.length > 0 && !/^(?:\/bin\/)?(?:curl|sh)$/.test(args[0]!)) return ['curl', ...args];
  if (args.length > 0) return args[0]!.startsWith('-') ? [] : args;
  const { main } = contentsOf(image);
  return /^(?:\/bin\/)?(?:ba)?sh$/.test(main[0]!) ? main : [];
}
