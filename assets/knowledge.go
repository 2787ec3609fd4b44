package assets

import _ "embed"

//go:embed weights/knowledge.txt
var knowledgeWeights []byte

// KnowledgeWeights returns how app/knowledge judges an answer beside its
// passage: the file that cmd/knowledge-fit writes.
func KnowledgeWeights() []byte { return knowledgeWeights }
