// Package assets holds what the programs carry inside themselves: fonts, icons,
// sounds, translations, the default policy and the canned library.
//
// It imports the standard library only, so that any package may read it, and it
// only hands out bytes: turning them into Fyne resources is ui/theme's work.
// Nothing here is computed, so there is nothing to start, close or lock. What a
// function returns is shared by all callers and must not be written to.
package assets
