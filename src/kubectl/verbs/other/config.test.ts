import { expect, it } from 'vitest';
import { newSession, play, script } from '../../testing/session.ts';

// kubectl/pkg/cmd/config: delete_cluster.go, delete_context.go, delete_user.go and rename_context.go.
it('names what is not in the file, and says that the lab keeps what it has', () => {
  const transcript = script`
    $ config delete-context nope
    ! error: cannot delete context nope, not in /root/.kube/config
    [1]
    $ config delete-cluster nope
    ! error: cannot delete cluster nope, not in /root/.kube/config
    [1]
    $ config delete-user nope
    ! error: cannot delete user nope, not in /root/.kube/config
    [1]
    $ config rename-context a b
    ! error: cannot rename the context "a", it's not in /root/.kube/config
    [1]
    $ config delete-context lab
    ! error: the lab has one context, one cluster and one user: they cannot be changed
    [1]
    $ config set-cluster c --server=https://a
    ! error: the lab has one context, one cluster and one user: they cannot be changed
    [1]
    $ config unset users.lab
    ! error: the lab has one context, one cluster and one user: they cannot be changed
    [1]
  `;
  expect(play(newSession(), transcript)).toBe(transcript);
});
