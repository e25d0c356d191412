/**
 * Where the server of a container listens, and what it answers. The server is not simulated: its image and its ports
 * decide.
 */
import type { Container } from '../../api/types.ts';
import type { FileView } from '../files/container-files.ts';
import { imageName } from '../containers/images.ts';

/** The default ports of well-known images. */
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

/** True if something in the container may configure its server differently. */
const isConfigured = ({ command, args, env, volumeMounts }: Container): boolean =>
  command !== undefined ||
  args !== undefined ||
  (env ?? []).some(({ name }) => /PORT/i.test(name)) ||
  (volumeMounts ?? []).some(({ mountPath }) => /^\/etc\/|conf/.test(mountPath));

/** `undefined` for every port. An image without a known port serves the declared ones. */
export function portsOf(container: Container): ReadonlySet<number> | undefined {
  const own = ports[imageName(container.image!)];
  if (own !== undefined && !isConfigured(container)) return new Set([own]);
  const declared = (container.ports ?? []).filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  if (declared.length === 0) return undefined;
  return new Set([...declared.map(({ containerPort }) => containerPort), ...(own === undefined ? [] : [own])]);
}

/** The document root of the nginx images. */
export const documentRoot = '/usr/share/nginx/html';

/** True for a server that speaks only plain HTTP. */
export const isPlainHttp = (container: Container): boolean =>
  /^nginx(-slim|-unprivileged)?$/.test(imageName(container.image!)) && !isConfigured(container);

/** The status of nginx's answer after redirections; `undefined` for other servers, which have every page. */
export function pageStatus(container: Container, files: FileView, target: string): number | undefined {
  if (!isPlainHttp(container)) return undefined;
  const file = documentRoot + target.split(/[?#]/)[0]!.replace(/\/+$/, '');
  if (files.list(file) !== undefined) return files.read(`${file}/index.html`) === undefined ? 403 : 200;
  return files.read(file) === undefined ? 404 : 200;
}
