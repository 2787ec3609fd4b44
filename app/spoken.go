package app

import "regexp"

// cited are the numbers of requirements that stand behind a sentence, such as "(G-CB-08)".
var cited = regexp.MustCompile(` ?\([A-Z]{1,2}(?:-[A-Z]+)?-[0-9]+(?:(?:, | to )[A-Z-]*[0-9]+)*\)`)

// spoken is what a refusal says to people. The hub names the requirement that it goes by,
// for logs and for whoever builds upon its answers; nobody at a desk knows those numbers.
func spoken(words string) string { return cited.ReplaceAllString(words, "") }
