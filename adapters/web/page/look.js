const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'

/** The chat client's own options; colours come from the page's style sheet, light and dark. */
export const styleOptions = {
  accent: 'var(--accent)',
  subtle: 'var(--muted)',
  timestampColor: 'var(--muted)',
  backgroundColor: 'transparent',
  primaryFont: font,
  fontSizeSmall: '.8125rem',
  paddingRegular: 14,
  paddingWide: 20,
  bubbleBackground: 'transparent',
  bubbleBorderWidth: 0,
  bubbleTextColor: 'var(--ink)',
  bubbleMaxWidth: 720,
  bubbleMinWidth: 0,
  bubbleMinHeight: 24,
  bubbleFromUserBackground: 'var(--mine)',
  bubbleFromUserBorderWidth: 0,
  bubbleFromUserBorderRadius: 16,
  bubbleFromUserTextColor: 'var(--ink)',
  // A long answer is read from its top.
  autoScrollSnapOnPage: true,
  hideUploadButton: true,
  // The page says by itself when the connection is lost and found.
  hideToaster: true,
  // Thumbs stand in the status line, which otherwise only a group's last message has.
  groupTimestamp: 0,
  // What waits for the connection is sent by the page, however long that takes: a day, in
  // milliseconds, is as long as a conversation is kept.
  sendTimeout: 86_400_000,
  sendBoxBackground: 'transparent',
  sendBoxTextColor: 'var(--ink)',
  sendBoxPlaceholderColor: 'var(--muted)',
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnHover: 'var(--accent)',
  sendBoxButtonColorOnDisabled: 'var(--muted)',
  sendBoxButtonShadeColorOnHover: 'var(--hover)',
  sendBoxButtonShadeColorOnActive: 'var(--hover)',
  sendBoxButtonShadeColorOnDisabled: 'transparent',
  sendBoxButtonShadeBorderRadius: 12,
  sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
  sendBoxButtonKeyboardFocusIndicatorBorderRadius: 10,
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--focus)',
  sendBoxBorderTop: 'none',
  sendBoxHeight: 52,
  sendBoxTextWrap: true,
  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: 'transparent',
  suggestedActionBackgroundColorOnHover: 'var(--hover)',
  suggestedActionBackgroundColorOnActive: 'var(--hover)',
  suggestedActionBorderColor: 'var(--line)',
  suggestedActionBorderWidth: 1,
  suggestedActionBorderRadius: 18,
  suggestedActionHeight: 36,
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--focus)',
  suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
  suggestedActionKeyboardFocusIndicatorBorderWidth: 2,
  suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--focus)',
  transcriptVisualKeyboardIndicatorColor: 'var(--focus)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--focus)',
  transcriptActivityVisualKeyboardIndicatorStyle: 'solid',
  transcriptActivityVisualKeyboardIndicatorWidth: 2,
  scrollToEndButtonFontSize: '.875rem',
  transcriptOverlayButtonBackground: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--accent)',
  transcriptOverlayButtonColor: 'var(--paper)',
}

const ink = { default: 'var(--ink)', subtle: 'var(--muted)' }
const accent = { default: 'var(--accent)', subtle: 'var(--accent)' }
const warning = { default: 'var(--warning)', subtle: 'var(--warning)' }

const containerStyle = {
  backgroundColor: 'transparent',
  borderColor: 'var(--line)',
  foregroundColors: { default: ink, dark: ink, light: ink, accent, attention: warning },
}

/** How cards look, in the same colours. */
export const adaptiveCardsHostConfig = {
  fontFamily: font,
  fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
  spacing: { small: 6, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 0 },
  supportsInteractivity: true,
  containerStyles: { default: containerStyle, emphasis: containerStyle },
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', maxActions: 5 },
  inputs: {
    label: { requiredInputs: { suffix: ' *' }, inputSpacing: 'small' },
    errorMessage: { color: 'attention' },
  },
}
