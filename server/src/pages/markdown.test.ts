import { describe, expect, it } from 'vitest';
import { plainText, renderMarkdown } from './markdown.ts';

describe('renderMarkdown', () => {
  it('keeps what a text needs', () => {
    expect(renderMarkdown('# Chào\n\n**đậm**\n\n- một\n\n[web](https://x.example)')).toBe(
      '<h3>Chào</h3>\n<p><strong>đậm</strong></p>\n<ul>\n<li>một</li>\n</ul>\n<p><a href="https://x.example" rel="noopener nofollow">web</a></p>\n',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '[x](javascript:alert(1))',
    '<a href="javascript:alert(1)" onclick="alert(1)" style="position:fixed">x</a>',
    '<iframe src="https://x.example"></iframe>',
    '<style>body{display:none}</style>',
    '<form action="//evil.example"><input></form>',
    '![x](https://tracker.example/p.gif)',
    '[x](//evil.example)',
  ])('disarms %s', (source) => {
    expect(renderMarkdown(source)).not.toMatch(
      /script|onerror|onload|onclick|style|iframe|<form|<img|<svg|evil/i,
    );
  });
});

describe('plainText', () => {
  it('cuts at a word', () => {
    expect(plainText('**Nói** & _nghe_ "tự nhiên" mỗi ngày', 16)).toBe('Nói & nghe "tự…');
    expect(plainText('ngắn', 160)).toBe('ngắn');
  });
});
