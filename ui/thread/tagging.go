package thread

// Tag asks for a tag of the chat on screen (E-ACT-09).
func (p *Pane) Tag() {
	if _, ok := p.may(stepTag); !ok {
		return
	}
}
