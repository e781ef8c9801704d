import { AdaptiveCard, HostConfig } from 'adaptivecards';
import { h, render } from 'preact';
import { Markdown } from '../blocks/markdown.tsx';

/** How Teams dresses Adaptive Cards, near enough. */

const colour = (value: string, subtle: string) => ({ default: value, subtle });

const foreground = {
  default: colour('#242424', '#616161'),
  dark: colour('#242424', '#616161'),
  light: colour('#ffffff', '#f0f0f0'),
  accent: colour('#5b5fc7', '#7579eb'),
  good: colour('#0e700e', '#359b35'),
  warning: colour('#8a5a00', '#a5741a'),
  attention: colour('#c4314b', '#cc4a60'),
};

const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors: foreground });

export const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 32, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e0e0e0' },
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('#ffffff'),
    emphasis: container('#f5f5f5'),
    accent: container('#e8ebfa'),
    good: container('#e7f2da'),
    warning: container('#fbf6d9'),
    attention: container('#fcf4f6'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { color: 'default', suffix: ' *', suffixColor: 'attention', weight: 'bolder' },
      optionalInputs: { color: 'default', weight: 'bolder' },
    },
    errorMessage: { color: 'attention', spacing: 'small' },
    allowDynamicallyFilteredChoiceSet: true,
    debounceTimeInMilliSeconds: 150,
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  adaptiveCard: { allowCustomStyle: false },
  table: { cellSpacing: 6 },
  factSet: {
    title: { weight: 'bolder', maxWidth: 200, wrap: true },
    value: { weight: 'default', wrap: true },
    spacing: 12,
  },
});

/** The library leaves Markdown to its host; ours is drawn by Preact, which escapes what people wrote. */
AdaptiveCard.onProcessMarkdown = (text, result) => {
  const box = document.createElement('div');
  render(h(Markdown, { text }), box);
  result.outputHtml = box.innerHTML;
  result.didProcess = true;
};
