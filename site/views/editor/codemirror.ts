import {
  acceptCompletion,
  autocompletion,
  type CompletionSource,
  closeBrackets,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Complaint } from '../../../engine/base/result.ts';

/** Everything of CodeMirror that an editor here needs; loaded when the first one is opened. */
export interface EditorSetting {
  readonly parent: HTMLElement;
  readonly text: string;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly language?: Extension;
  readonly check?: (text: string) => Promise<readonly Complaint[]>;
  readonly completions?: CompletionSource;
  readonly changed: (text: string) => void;
}

export interface Editor {
  readonly text: string;
  /** Puts another text in; what is the same already stays as it is. */
  take(text: string): void;
  /** Puts the caret to a place, counted from 1. */
  goTo(line: number, column: number): void;
  close(): void;
}

export function createEditor(setting: EditorSetting): Editor {
  const { parent, text, label, language, check, completions, changed } = setting;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        closeBrackets(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        autocompletion(completions === undefined ? {} : { override: [completions] }),
        ...(check === undefined ? [] : [lintGutter(), linter((at) => diagnosed(at, check), { delay: 250 })]),
        ...(language === undefined ? [] : [language]),
        syntaxHighlighting(HIGHLIGHT),
        THEME,
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    take(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    goTo(line, column) {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({ selection: { anchor: Math.min(at.to, at.from + column - 1) }, scrollIntoView: true });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

/** Complaints as CodeMirror underlines them: at the word that is meant, or at the line. */
async function diagnosed(
  { state }: EditorView,
  check: NonNullable<EditorSetting['check']>,
): Promise<readonly Diagnostic[]> {
  const { doc } = state;
  const complaints = await check(doc.toString());
  return complaints.map(({ message, remedy, line = 1, column, length = 1 }) => {
    const at = doc.line(Math.min(Math.max(1, line), doc.lines));
    const from = Math.min(at.to, at.from + (column ?? 1) - 1);
    return {
      from,
      to: column === undefined ? at.to : Math.min(doc.length, from + Math.max(1, length)),
      severity: 'error',
      message: remedy === undefined ? message : `${message} ${remedy}`,
    };
  });
}

const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ho-ink-3)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ho-accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ho-unfiltered)' },
  { tag: [tags.number, tags.bool, tags.atom], color: 'var(--ho-open-filtered)' },
  { tag: tags.typeName, color: 'var(--ho-filtered)' },
  { tag: [tags.operator, tags.punctuation, tags.meta], color: 'var(--ho-ink-2)' },
]);

const THEME = EditorView.theme({
  '&': {
    color: 'var(--ho-ink)',
    backgroundColor: 'var(--ho-surface)',
    border: '1px solid var(--ho-line)',
    borderRadius: 'var(--ho-radius)',
    fontSize: 'var(--ho-text-sm)',
    height: '100%',
  },
  // At once: CodeMirror's own class comes some milliseconds after the focus.
  '&:focus-within, &.cm-focused': { outline: '2px solid var(--ho-accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--ho-mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ho-ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ho-ink)' },
  '.cm-gutters': {
    color: 'var(--ho-ink-3)',
    backgroundColor: 'var(--ho-surface-1)',
    borderRight: '1px solid var(--ho-line)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--ho-surface-2)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--ho-surface-3)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--ho-error)',
    textUnderlineOffset: '0.2em',
  },
  '.cm-tooltip': {
    color: 'var(--ho-ink)',
    backgroundColor: 'var(--ho-surface-2)',
    border: '1px solid var(--ho-line-strong)',
    borderRadius: 'var(--ho-radius)',
  },
  '.cm-diagnostic': { maxWidth: '30rem', padding: '0.25rem 0.5rem', whiteSpace: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--ho-error)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { minHeight: '1.5rem', fontFamily: 'var(--ho-mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--ho-accent-ink)',
    backgroundColor: 'var(--ho-accent)',
  },
  '.cm-completionDetail': { marginLeft: '1em', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
});
