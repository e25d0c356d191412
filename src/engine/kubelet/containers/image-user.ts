/** The user of a container, for Pods that must not run as root. */
// Models kubernetes/pkg/kubelet/kuberuntime/security_context.go (verifyRunAsNonRoot)
// Differs: the user of images that are not listed here is not known; they are allowed.
import type { Container, PodSpec } from '../../api/types.ts';

/** Well-known images whose processes start as root. */
const root =
  /^((docker\.io\/)?(library\/)?(alpine|busybox|httpd|mariadb|mongo|mysql|nginx|postgres|redis)|registry\.k8s\.io\/nginx-slim)([:@]|$)/;

/**
 * Returns the reason why the container may not run, in the kubelet's words.
 * @param podName The Pod as the kubelet's messages name it.
 */
export function userProblem(container: Container, spec: PodSpec, podName: string): string | undefined {
  const { runAsNonRoot, runAsUser } = { ...spec.securityContext, ...container.securityContext };
  if (runAsNonRoot !== true) return undefined;
  const who = `(pod: "${podName}", container: ${container.name})`;
  if (runAsUser === 0) return `container's runAsUser breaks non-root policy ${who}`;
  if (runAsUser !== undefined || !root.test(container.image!)) return undefined;
  return `container has runAsNonRoot and image will run as root ${who}`;
}
