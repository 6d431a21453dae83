import { expect, test } from '@jest/globals';
import { adaptBoardPage } from '../../src/board/board-page.ts';

test('nothing from other sites and no inline style of the board is left', () => {
  const page = adaptBoardPage(
    `<head><link href="https://fonts.example/css?a=b" rel="stylesheet">
<link href="static/main.css" rel="stylesheet"></head>
<div class="x" style="color:red;font-family:'A'">Loading</div><style>@keyframes a{0%{opacity:0}}</style>
<script id="c" type="application/json">{"a":"style"}</script>`,
  );
  expect(page).not.toMatch(/https:|@keyframes|style="/);
  expect(page).toContain('<link href="static/main.css" rel="stylesheet">');
  expect(page).toContain('<div class="x">Loading</div>');
  expect(page).toContain('{"a":"style"}');
});
