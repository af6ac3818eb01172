// Days as filters take them.

const day = 86_400_000;

/** The day before which nothing is bought any more: what journeys buy is of today. */
export const settled = (): string => daysAgo(2);

export function daysAgo(days: number): string {
  return new Date(Date.now() - days * day).toISOString().slice(0, 10);
}

/** The month before this one, whole and checked, whatever day it is. */
export function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
