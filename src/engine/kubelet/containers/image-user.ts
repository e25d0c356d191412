/** The user as whom a container runs, where a Pod must not run as root. */
// Models kubernetes/pkg/kubelet/kuberuntime/security_context.go (verifyRunAsNonRoot)
// Differs: of images that are not listed here it is not known as whom they run; they may.
import type { Container, PodSpec } from '../../api/types.ts';

/** Well-known images whose processes start as root. */
const root =
  /^((docker\.io\/)?(library\/)?(alpine|busybox|httpd|mariadb|mongo|mysql|nginx|postgres|redis)|registry\.k8s\.io\/nginx-slim)([:@]|$)/;

/**
 * Returns why it may not, in the kubelet's words.
 * @param podName as the kubelet names it in messages.
 */
export function userProblem(container: Container, spec: PodSpec, podName: string): string | undefined {
  const { runAsNonRoot, runAsUser } = { ...spec.securityContext, ...container.securityContext };
  if (runAsNonRoot !== true) return undefined;
  const who = `(pod: "${podName}", container: ${container.name})`;
  if (runAsUser === 0) return `container's runAsUser breaks non-root policy ${who}`;
  if (runAsUser !== undefined || !root.test(container.image!)) return undefined;
  return `container has runAsNonRoot and image will run as root ${who}`;
}
