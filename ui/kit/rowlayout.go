package kit

import "fyne.io/fyne/v2"

// The row's measures at 100 %, from the drawings.
const (
	rowAvatarX = 14
	rowTextX   = 60
	rowRight   = 12
	rowGap     = 16 // between the words and the right column
	rowBadge   = 6  // between badges
)

// arrange places the row's parts; see Row for what gives way.
func (r *Row) arrange(size fyne.Size) {
	r.ground.put(0, 0, size.Width, size.Height)
	r.ring.put(1, 1, size.Width-2, size.Height-3)
	r.line.put(0, size.Height-1, size.Width, 1)
	r.placeClock(size)
	first, second := r.baselines()
	if r.compact {
		r.stripe.put(0, unit(6), 5, size.Height-unit(13))
	} else {
		r.stripe.put(0, unit(9), 5, size.Height-unit(18))
	}
	d := unit(34)
	r.avatar.Resize(fyne.NewSquareSize(d))
	r.avatar.Move(fyne.NewPos(unit(rowAvatarX), first-unit(14)))

	x := unit(rowTextX)
	right := size.Width - unit(rowRight)
	column := max(r.clockRoom, r.duty.fullW)
	room := max(right-column-unit(rowGap)-x, 0)
	r.duty.fit(max(right-x, 0))
	r.duty.put(right-r.duty.wide, first)
	r.placeWords(x, room, first, second)
	if r.compact {
		r.placeBadges(x+r.name.wide+r.meta.wide+unit(8), x+room, first-unit(14))
	} else {
		r.placeBadges(x, right, unit(57))
	}
}

// baselines are those of the two lines of words.
func (r *Row) baselines() (first, second float32) {
	if r.compact {
		return unit(24), unit(44)
	}
	return unit(24), unit(45)
}

// placeWords puts name and age on the first line, speaker and last line on the
// second. The name comes before the age; badges of the compact form before both.
func (r *Row) placeWords(x, room, first, second float32) {
	line := room
	if r.compact {
		line = max(room-r.badgesWidth()-unit(8), room/2)
	}
	name := r.name.fit(line)
	r.name.put(x, first)
	r.meta.fit(max(line-name, 0))
	r.meta.put(x+name, first)

	who := float32(0)
	if r.who.full != "" {
		who = r.who.wide + unit(8)
	}
	r.who.put(x, second)
	r.last.fit(max(room-who, 0))
	r.last.put(x+who, second)
}

func (r *Row) badgesWidth() float32 {
	w := float32(0)
	for i, b := range r.data.Badges {
		if b.Word != "" {
			w += r.badges[i].Width() + unit(rowBadge)
		}
	}
	return w
}

// placeBadges puts badges from x on; one that does not fit whole is left out
// rather than cut, except the first, which is shortened.
func (r *Row) placeBadges(x, limit, top float32) {
	first := true
	for _, b := range r.badges {
		if b.data.Word == "" {
			continue
		}
		w := b.Width()
		fits := x+w <= limit
		if !fits && first && limit-x >= unit(48) {
			w, fits = limit-x, true
		}
		show(b, fits)
		if !fits {
			continue
		}
		b.Resize(fyne.NewSize(w, b.Height()))
		b.Move(fyne.NewPos(x, top))
		x += w + unit(rowBadge)
		first = false
	}
}

// placeClock puts the figure at the right edge of the second line.
func (r *Row) placeClock(size fyne.Size) {
	_, second := r.baselines()
	r.clock.put(size.Width-unit(rowRight)-r.clock.wide, second)
}
