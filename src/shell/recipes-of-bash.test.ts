/**
 * Lines that people type and that the shell once ran differently from bash 5.2. Their output was taken from bash 5.2.
 */
import { describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

const setup = `printf 'web-0 Running\\nweb-1 Pending\\n' > pods; mkdir d; printf 'x one\\ny two\\n' > d/one`;

describe('bash', () => {
  it.each([
    ['cmd="echo hi"; $cmd there; x=$($cmd); echo $x; X=1 $cmd', 'hi there\nhi\nhi\n'],
    ['L=(echo "a  b"); "${L[@]}"; k="ls -1"; $k d | head -1', 'a  b\none\n'],
    ['k=kubectl; $k get pods', 'No resources found in default namespace.\n'],
    ['{ echo a; } 2>/dev/null; echo b; { echo out; echo err >&2; } 2>&1 | sort', 'a\nb\nerr\nout\n'],
    [`printf '%s\\n' 1 2 3 | paste -sd+; printf '%s\\n' a b | paste -s -d, -`, '1+2+3\na,b\n'],
    [`sed '/web-0/a\\added' pods; sed -e 2i\\\\ins d/one`, 'web-0 Running\nadded\nweb-1 Pending\nx one\nins\ny two\n'],
    [`sed -i.bak 's/web/db/' pods; cat pods pods.bak`, 'db-0 Running\ndb-1 Pending\nweb-0 Running\nweb-1 Pending\n'],
    [
      'cat d; grep x d; head -n x pods',
      'cat: d: Is a directory\ngrep: d: Is a directory\nhead: invalid number of lines: ‘x’\n',
    ],
    [
      `grep; grep -E '(' pods; echo $?`,
      "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\ngrep: Unmatched ( or \\(\n2\n",
    ],
    [`x=1; cat <<E\na['x'] [!'b'] @('h'|i) \${x:+'z'} \${x:+["z"]} "\\$x"\nE`, `a['x'] [!'b'] @('h'|i) 'z' [z] "$x"\n`],
    [`x=1; echo "\${x:+'z'}" "\${x:+['z']}" "\${y:-['w'] *}" \${x:+'z'}`, "'z' ['z'] ['w'] * z\n"],
    ['wait 99999; echo $?', 'bash: wait: pid 99999 is not a child of this shell\n127\n'],
    ['realpath d/../pods; realpath nosuch/x', '/home/lab/pods\nrealpath: nosuch/x: No such file or directory\n'],
    [
      'f() { echo "${FUNCNAME[0]}: $FUNCNAME"; g; }; g() { echo "${FUNCNAME[@]}"; }; f; echo "[${FUNCNAME[0]}] $(g)"',
      'f: f\ng f\n[] g\n',
    ],
    [
      "printf '1 b 2\\n2 b 10\\n3 a 9\\n' | tee f | sort -k2 -k1,1r; sort -rk2 f",
      '3 a 9\n2 b 10\n1 b 2\n1 b 2\n2 b 10\n3 a 9\n',
    ],
    ["printf '1 b 2\\n2 b 10\\n3 a 9\\n' | sort -nrk3", '2 b 10\n3 a 9\n1 b 2\n'],
    ["ls -ld d pods | sed 's/.* //'; ls -d d pods", 'd\npods\nd\npods\n'],
    [
      'head -c 32 /dev/urandom | base64 | wc -c; tr -dc a-z < /dev/urandom | head -c 8 | wc -c; head -c 3 /dev/zero | base64',
      '45\n8\nAAAA\n',
    ],
    [
      't=$(mktemp); [[ $t =~ ^/tmp/tmp\\.[A-Za-z0-9]{10}$ && -f $t ]] && echo file; [ "$(mktemp)" != "$t" ] && echo other; ' +
        'cd "$(mktemp -d)" && pwd | grep -c /tmp/tmp.; mktemp a; mktemp no/XXXX',
      "file\nother\n1\nmktemp: too few X's in template ‘a’\nmktemp: failed to create file via template ‘no/XXXX’: No such file or directory\n",
    ],
    ["bash -c 'exec echo one; echo two'; (exec echo sub; echo no); echo main", 'one\nsub\nmain\n'],
    [
      "bash -c 'exec nosuch; echo two'; echo $?; exec nosuch; echo $?",
      'bash: exec: nosuch: not found\n127\nbash: exec: nosuch: not found\n127\n',
    ],
    ['printf \'#!/bin/sh\\nexec "$@"\\necho no\\n\' > e.sh; chmod +x e.sh; ./e.sh echo a "b  c"', 'a b  c\n'],
    ["trap 'echo bye' EXIT; (exit 3); echo $?; if true; then exit 2; fi; echo no", '3\nbye\n'],
    ["printf 'a\\nabcd\\n' | awk 'length > 3; length == 1 { print length }'", '1\nabcd\n'],
    [
      'timeout -s KILL 1 sleep 5; echo $?; timeout --signal=HUP 1 sleep 5; echo $?; timeout -s NOPE 1 true; echo $?',
      "137\n124\ntimeout: ‘NOPE’: invalid signal\nTry 'timeout --help' for more information.\n125\n",
    ],
  ])('%s', async (line, printed) => {
    const { type } = testShell();
    await type(setup);
    expect(await type(line)).toBe(printed);
  });

  it.each([
    ["trap 'echo bye' EXIT; x=1; exit 2; echo no", 'bye\n'],
    ['f() { x=1; exit 4; }; f; echo no', ''],
    ['x=1; exec echo last', 'last\n'],
  ])('%s ends the shell', async (line, printed) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
    expect(await type('echo "[$x]"')).toBe('[]\n');
  });
});
