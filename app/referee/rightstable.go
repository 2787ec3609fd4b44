package referee

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// RightsTable returns the table of who may do what as Markdown, in the order of
// [Rights]. README has it, and a test holds the two together.
func RightsTable() string {
	var b strings.Builder
	b.WriteString("| command | may | who | on what condition |\n|---|---|---|---|\n")
	for _, r := range Rights() {
		b.WriteString("| `" + string(r.Command) + "` | " + r.Words + " | " + whoIn(r.Roles) + " | " + r.Only + " |\n")
	}
	return b.String()
}

// whoIn says in a word or two who has these roles.
func whoIn(roles []chat.Role) string {
	if slices.Equal(roles, everyRole) {
		return "everybody"
	}
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, ", ")
}
