package learned

// pairNames are the features of a pair by name, in their order. Read-only.
var pairNames = [pairCount]string{
	pairUnion: "union", pairInside: "inside", pairSpell: "spell", pairSense: "sense", pairUnionSpell: "union*spell",
	pairSenseUnion: "sense*union", pairCommon: "common", pairRarest: "rarest", pairLengths: "lengths",
	pairFigures: "figures", pairOpeners: "openers", pairSame: "same opener", pairNegation: "negation", pairAsks: "both ask",
	pairShort: "short", pairExact: "exact", pairFar: "far", pairMass: "mass", pairMassUnion: "mass*union", pairAlike: "alike",
	pairThin: "thin", pairAsking: "asking", pairAnswer: "answer", pairOther: "other",
	pairUnionSquare: "union^2", pairSenseSquare: "sense^2",
}

// PairName returns the name of feature i of a pair of lines.
func PairName(i int) string {
	if i < 0 || i >= Pairs {
		return ""
	}
	return pairNames[i]
}
