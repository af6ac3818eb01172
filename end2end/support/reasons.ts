import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const COLOURS = /\x1b\[[0-9;]*m/g;

/** Says behind the summary why each test failed, in a few lines: of a long record often only the end is kept. */
export default class Reasons implements Reporter {
  private readonly reasons: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus || result.status === 'skipped') return;
    const told = (result.error?.message ?? result.status).replace(COLOURS, '').split('\n').filter(Boolean);
    const { file, line } = result.error?.location ?? test.location;
    this.reasons.push(`${file}:${line}\n  ${told.slice(0, 8).join('\n  ')}`);
  }

  onEnd(): void {
    if (this.reasons.length > 0) console.log(this.reasons.join('\n'));
  }
}
