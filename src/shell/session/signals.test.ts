/** `trap`, `kill` and `select`, as bash 5.2 does them. */
import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

describe('trap', () => {
  it.each([
    [`(trap 'echo bye' EXIT; echo in; exit 3); echo $?`, 'in\nbye\n3\n'],
    [`x=$(trap 'echo bye' EXIT; echo hi); echo "[$x]"`, '[hi\nbye]\n'],
    [`bash -c 'trap "echo bye \\$?" EXIT; echo hi; exit 4'; echo $?`, 'hi\nbye 4\n4\n'],
    [`bash -c 'trap "echo a" EXIT; trap "echo b" EXIT; f() { exit 3; }; f; echo no'; echo $?`, 'b\n3\n'],
    [`trap 'echo a' EXIT; trap - EXIT; echo none`, 'none\n'],
    [`trap 'echo err $?' ERR; false; echo go`, 'err 1\ngo\n'],
    [
      `trap 'echo "fail $? $LINENO"' ERR; true; (exit 3); false || true; if false; then :; fi; ! true; false | true; true | false; echo end`,
      'fail 3 1\nfail 1 1\nend\n',
    ],
    [
      `bash -c 'set -e; trap "echo err; exit 9" ERR; trap "echo bye \\$?" EXIT; x=1; false; echo no'; echo $?`,
      'err\nbye 9\n9\n',
    ],
    [
      `bash -c 'set -euo pipefail; tmp=/tmp/x; cleanup() { echo "clean $tmp"; }; trap cleanup EXIT; echo work; grep nope /dev/null; echo no'; echo $?`,
      'work\nclean /tmp/x\n1\n',
    ],
    [`bash -c 'trap "echo got TERM; exit 5" TERM; kill $$; echo not'; echo $?`, 'got TERM\n5\n'],
    [`bash -c 'trap "echo usr" USR1; kill -USR1 $$; echo on'`, 'usr\non\n'],
    [`trap 'echo int' INT; trap`, `trap -- 'echo int' SIGINT\n`],
    [`trap "" INT; trap; trap INT; trap`, `trap -- '' SIGINT\n`],
    [
      `trap 'echo "it'"'"'s"' TERM EXIT; trap -p; trap - TERM EXIT; trap -p; echo $?`,
      `trap -- 'echo "it'\\''s"' EXIT\ntrap -- 'echo "it'\\''s"' SIGTERM\n0\n`,
    ],
    [`trap 'x' NOSUCH; echo $?`, 'bash: trap: NOSUCH: invalid signal specification\n1\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });

  it('runs at the end of the terminal’s own shell', async () => {
    const { type } = testShell();
    expect(await type(`x=1; trap 'echo bye $x' EXIT`)).toBe('');
    expect(await type('exit')).toBe('bye 1\n');
    expect(await type('exit')).toBe('');
  });

  it('runs after Ctrl-C, and can be interrupted itself', async () => {
    const { type, shell, printed } = testShell();
    await type(`trap 'echo caught; while :; do :; done' INT`);
    const done = shell.enter('kubectl get pods -w');
    while (!shell.busy) await new Promise((resolve) => setTimeout(resolve));
    shell.interrupt();
    while (!printed('stdout').includes('caught')) await new Promise((resolve) => setTimeout(resolve, 10));
    shell.interrupt();
    await done;
    expect(printed('stdout')).toBe('^C\ncaught\n^C\n');
    expect(await type('trap - INT; echo $?')).toBe('0\n');
  });
});

describe('kill', () => {
  it.each([
    ['kill -l 9; kill -l TERM; kill -l 143', 'KILL\n15\nTERM\n'],
    [
      'kill -l | head -2',
      ' 1) SIGHUP\t 2) SIGINT\t 3) SIGQUIT\t 4) SIGILL\t 5) SIGTRAP\n 6) SIGABRT\t 7) SIGBUS\t 8) SIGFPE\t 9) SIGKILL\t10) SIGUSR1\n',
    ],
    [
      'kill 99999; kill -NOPE 1; kill abc',
      'bash: kill: (99999) - No such process\nbash: kill: NOPE: invalid signal specification\nbash: kill: abc: arguments must be process or job IDs\n',
    ],
    ['sleep 100 & kill -9 $!; wait $!; echo $?', '[1] 1001\n137\n[1]+  Killed                  sleep 100\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});

describe('select', () => {
  it.each([
    ['select x in a b c; do echo "[$x] $REPLY"; break; done <<< 2', '1) a\n2) b\n3) c\n#? [b] 2\n'],
    [
      `PS3='pick: '; select x in a b; do echo "[$x]"; done <<< $'9\\n1'; echo $?`,
      '1) a\n2) b\npick: []\npick: [a]\npick: \n1\n',
    ],
    [
      `f() { select o in "$@"; do case $o in quit) return 4;; *) echo "$o";; esac; done; }; f x 'y z' quit < <(printf '2\\n3\\n'); echo $?`,
      '1) x\n2) y z\n3) quit\n#? y z\n#? 4\n',
    ],
    ['echo "select x in a; do"; cat <<E\nselect x in b; do\nE', 'select x in a; do\nselect x in b; do\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });

  it('has columns for many', async () => {
    const { type, printed } = testShell();
    await type(
      'select x in apple banana cherry dates elder fig grape honey iris jam kiwi lemon; do break; done <<< 12',
    );
    expect(printed('stderr')).toBe(
      '1) apple     3) cherry\t 5) elder    7) grape\t 9) iris    11) kiwi\n' +
        '2) banana    4) dates\t 6) fig\t     8) honey\t10) jam\t    12) lemon\n#? ',
    );
  });
});

describe('a redirection', () => {
  const missing = (name: string): string => `bash: ${name}: No such file or directory\n`;
  it.each([
    ['echo x > nosuch/a; echo $?; ls', `${missing('nosuch/a')}1\nmanifest.yaml\nweb-parallel.yaml\nweb.yaml\n`],
    [
      'echo x >> nosuch/a; ls 2> nosuch/b; { echo x; } > nosuch/c; echo $?',
      ['a', 'b', 'c'].map((name) => missing(`nosuch/${name}`)).join('') + '1\n',
    ],
    ['for i in 1; do echo $i; done > nosuch/a || echo failed', `${missing('nosuch/a')}failed\n`],
    ['echo x > web.yaml/y; echo $?', 'bash: web.yaml/y: Not a directory\n1\n'],
    ['mkdir d; f=d/new; echo z > $f; cat d/new; echo hi > ~/sub; cat "$HOME/sub"', 'z\nhi\n'],
    [
      'cp web.yaml nosuch/a; mv web.yaml nosuch/a; touch nosuch/a; ls -d nosuch',
      "cp: cannot create regular file 'nosuch/a': No such file or directory\nmv: cannot move 'web.yaml' to 'nosuch/a': No such file or directory\ntouch: cannot touch 'nosuch/a': No such file or directory\nls: cannot access 'nosuch': No such file or directory\n",
    ],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});

describe('a message of the shell', () => {
  it.each([
    ['unset v; echo ${v:?}', 'bash: v: parameter null or not set\n'],
    ['unset v; echo ${v?}; echo not', 'bash: v: parameter not set\n'],
    ['unset v; echo ${v:?no value}', 'bash: v: no value\n'],
    ['cd a b; echo $?', 'bash: cd: too many arguments\n1\n'],
    [
      `bash -c 'echo $0 $1 $2 $#' name a b; sh -c 'echo "$0" "$@"' x 'y z'; bash -c 'echo \${0##*/}' /a/b`,
      'name a b 2\nx y z\nb\n',
    ],
    ['umask; umask 077; umask; umask -S; umask u=rwx,go-w; umask', '0022\n0077\nu=rwx,g=,o=\n0077\n'],
    ['umask 077; echo x > f; stat -c %a f', '600\n'],
    ['uname; uname -m; id -un; nproc', 'Linux\nx86_64\nlab\n4\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});

describe('the time of a shell', () => {
  it('is that of the cluster', async () => {
    const { type } = testShell();
    expect(await type('time sleep 75')).toBe('\nreal\t1m15.000s\nuser\t0m0.000s\nsys\t0m0.000s\n');
    expect(await type('time -p sleep 2')).toBe('real 2.00\nuser 0.00\nsys 0.00\n');
    expect(await type('SECONDS=10; sleep 5; echo $SECONDS $((SECONDS + 1))')).toBe('15 16\n');
    expect(await type('end=$((SECONDS+3)); while [ $SECONDS -lt $end ]; do sleep 1; done; echo done')).toBe('done\n');
  });
});
