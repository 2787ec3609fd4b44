package ticket

import "strings"

// A list stands in one cell: its entries with semicolons between, and a
// backslash before those that belong to an entry.

func joinList[S ~string](list []S) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(listEscapes.Replace(string(s)))
	}
	return b.String()
}

var listEscapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

// splitList undoes joinList. A backslash before any character stands for that
// character, and the last one for itself.
func splitList[S ~string](cell string) []S {
	if cell == "" {
		return nil
	}
	var (
		list []S
		b    strings.Builder
	)
	for i := 0; i < len(cell); i++ {
		switch c := cell[i]; {
		case c == '\\' && i+1 < len(cell):
			i++
			b.WriteByte(cell[i])
		case c == ';':
			list = append(list, S(b.String()))
			b.Reset()
		default:
			b.WriteByte(c)
		}
	}
	return append(list, S(b.String()))
}
