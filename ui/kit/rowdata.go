package kit

// BadgesMax is how many badges a row shows; more are left out, so the caller
// puts the most telling first.
const BadgesMax = 3

// RowData is what a Row shows. It is compared as a value, so a row that is set to
// what it shows already draws nothing.
type RowData struct {
	Name    string // of the customer
	Channel string // "WhatsApp"
	When    string // "12 s ago"
	Who     string // who spoke last, "BOT", "YOU"; drawn small and bold
	Line    string // the last line, shortened to fit
	Badges  [BadgesMax]PillData
	// Duty is the nearest obligation in words and Clock its figure; Urgency
	// colours the clock and, unless Grey, the stripe at the left.
	Duty    string
	Clock   string
	Urgency Tone
	// Calm leaves the stripe out although the clock has a colour.
	Calm bool
}

// label reads the row aloud.
func (d RowData) label() string {
	s := d.Name + ", " + d.Channel + ", " + d.When + ". " + d.Who + ": " + d.Line
	for _, b := range d.Badges {
		if b.Word != "" {
			s += ", " + b.Word
		}
	}
	if d.Duty != "" {
		s += ". " + d.Duty + " " + d.Clock
	}
	return s
}
