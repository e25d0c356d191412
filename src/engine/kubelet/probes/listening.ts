/** Where the server of a container listens, and what it answers. There is no such server: its image and ports tell. */
import type { Container } from '../../api/types.ts';
import type { FileView } from '../files/container-files.ts';
import { imageName } from '../containers/images.ts';

/** The port of well-known images, when nobody configures another one. */
const ports: Readonly<Record<string, number>> = {
  httpd: 80,
  mariadb: 3306,
  memcached: 11211,
  mongo: 27017,
  mysql: 3306,
  nginx: 80,
  'nginx-slim': 80,
  'nginx-unprivileged': 8080,
  postgres: 5432,
  redis: 6379,
};

/** Something in the container may tell its server to do otherwise than the image's makers had in mind. */
const isConfigured = ({ command, args, env, volumeMounts }: Container): boolean =>
  command !== undefined ||
  args !== undefined ||
  (env ?? []).some(({ name }) => /PORT/i.test(name)) ||
  (volumeMounts ?? []).some(({ mountPath }) => /^\/etc\/|conf/.test(mountPath));

/** `undefined`: on every port. Without a port of its own, an image is thought to serve those that are declared. */
export function portsOf(container: Container): ReadonlySet<number> | undefined {
  const own = ports[imageName(container.image!)];
  if (own !== undefined && !isConfigured(container)) return new Set([own]);
  const declared = (container.ports ?? []).filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  if (declared.length === 0) return undefined;
  return new Set([...declared.map(({ containerPort }) => containerPort), ...(own === undefined ? [] : [own])]);
}

/** Where the nginx images look for pages. */
export const documentRoot = '/usr/share/nginx/html';

/** A server that speaks plain HTTP and nothing else. */
export const isPlainHttp = (container: Container): boolean =>
  /^nginx(-slim|-unprivileged)?$/.test(imageName(container.image!)) && !isConfigured(container);

/** The status of a page that nginx answers after its redirections; `undefined`: another server, which knows all pages. */
export function pageStatus(container: Container, files: FileView, target: string): number | undefined {
  if (!isPlainHttp(container)) return undefined;
  const file = documentRoot + target.split(/[?#]/)[0]!.replace(/\/+$/, '');
  if (files.list(file) !== undefined) return files.read(`${file}/index.html`) === undefined ? 403 : 200;
  return files.read(file) === undefined ? 404 : 200;
}
