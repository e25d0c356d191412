/** Programs that images are known to have. */
import { hasOnlyBusybox, imageName } from '../kubelet/containers/images.ts';
import { systems } from './image-contents.ts';

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

/** Programs in an image besides those that the lab can run; `undefined` if the image is not known: it may have any. */
export function usualPrograms(image: string): ReadonlySet<string> | undefined {
  const name = imageName(image);
  if (hasOnlyBusybox(image)) return name.startsWith('alpine') ? lists.alpine : lists.busybox;
  return systems.test(name) || name.includes('nginx') ? lists.debian : undefined;
}
