package thread

// closeSlash takes the popover of canned texts away.
func (p *Pane) closeSlash() { p.slash.Close() }
