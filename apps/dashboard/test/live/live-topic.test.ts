import { expect, test } from '@jest/globals';
import { html } from '@ticketpost/html';
import { createLiveTopic, type LiveNews, type LiveParts } from '../../src/live/live-topic.ts';
import { until } from '../support/until.ts';

function startTopic(read: () => Promise<LiveParts | undefined>) {
  let idle = 0;
  const topic = createLiveTopic({
    read,
    everyMs: 5,
    timeoutMs: 100,
    onIdle: () => {
      idle += 1;
    },
  });
  return { topic, idleCount: () => idle };
}

function listen(topic: ReturnType<typeof startTopic>['topic']) {
  const news: LiveNews[] = [];
  const end = topic.subscribe((one) => {
    news.push(one);
  });
  return { news, end };
}

const at = '2026-01-02T03:04:05.000Z';

test('one reading serves all who listen, and nothing is read while nobody does', async () => {
  let readings = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  const { topic, idleCount } = startTopic(async () => {
    readings += 1;
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    await new Promise(setImmediate);
    atOnce -= 1;
    return { at, parts: { n: html`${readings}` } };
  });
  expect(readings).toBe(0);
  const first = listen(topic);
  const second = listen(topic);
  await until(() => second.news.length >= 3);
  expect(first.news).toEqual(second.news);
  first.end();
  const late = listen(topic);
  expect(late.news).toHaveLength(1);
  second.end();
  late.end();
  late.end();
  expect(idleCount()).toBe(1);
  await until(() => atOnce === 0);
  const before = readings;
  for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next, 1));
  expect(readings).toBe(before);
  expect(mostAtOnce).toBe(1);
  const again = listen(topic);
  await until(() => again.news.length >= 2);
  again.end();
});

test('what cannot be read is away, however it fails, and comes back', async () => {
  const ways: (() => Promise<LiveParts | undefined>)[] = [
    () => Promise.reject(new Error('gone')),
    () => new Promise(() => undefined),
    () => Promise.resolve({ at, parts: {} }),
    () => Promise.resolve(undefined),
  ];
  let next = 0;
  const { topic } = startTopic(() => (ways[next++] ?? ways[3])?.() ?? Promise.resolve(undefined));
  const { news, end } = listen(topic);
  await until(() => news.length >= 4);
  end();
  expect(news.slice(0, 4).map(({ kind }) => kind)).toEqual(['away', 'away', 'parts', 'gone']);
});
