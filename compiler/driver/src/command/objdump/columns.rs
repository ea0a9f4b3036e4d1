//! Lays out rows of cells in columns, separated by tabs, as Go's disassembler does.
//!
//! In: rows of cells and lines of other text.  Out: text.
//! A column is as wide as its widest cell in a block of rows, at least [`MINIMUM`], and ends at a tab
//! stop; a line of other text ends a block. Follows text/tabwriter with minimal width 18, tab width
//! 8, padding 1.

/// Width of the narrowest column.
const MINIMUM: usize = 18;
const TAB: usize = 8;
const PADDING: usize = 1;

/// Collects the lines of a text.
#[derive(Default)]
pub struct Columns {
    text: String,
    /// Rows that follow each other.
    block: Vec<Vec<String>>,
}

impl Columns {
    /// Adds a row; all rows of a text have the same number of cells.
    pub fn row(&mut self, cells: Vec<String>) {
        self.block.push(cells);
    }

    /// Adds a line that is not laid out.
    pub fn line(&mut self, text: String) {
        self.end_block();
        self.text.push_str(&text);
        self.text.push('\n');
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.block.is_empty()
    }

    /// The text.
    pub fn finish(mut self) -> String {
        self.end_block();
        self.text
    }

    fn end_block(&mut self) {
        let columns = self.block.iter().map(Vec::len).max().unwrap_or(0);
        let width = |text: &String| text.chars().count();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.block.iter().filter_map(|row| row.get(column));
                let widest = cells.map(width).max().unwrap_or(0);
                (widest + PADDING).max(MINIMUM).next_multiple_of(TAB)
            })
            .collect();
        for row in self.block.drain(..) {
            for (cell, column_width) in row.iter().zip(&widths) {
                self.text.push_str(cell);
                let missing = column_width - width(cell);
                self.text
                    .extend(std::iter::repeat_n('\t', missing.div_ceil(TAB)));
            }
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_end_at_tab_stops() {
        let mut columns = Columns::default();
        columns.row(vec![
            "  h.go:6".into(),
            "0x499de0".into(),
            "493b6610".into(),
        ]);
        columns.row(vec![
            "  h.go:12".into(),
            "0x499de4".into(),
            "0f86b100000000".into(),
        ]);
        columns.line("\tx := 1".into());
        columns.row(vec!["a".into()]);
        assert_eq!(
            columns.finish(),
            "  h.go:6\t\t0x499de0\t\t493b6610\t\t\n  h.go:12\t\t0x499de4\t\t0f86b100000000\t\t\n\tx := 1\na\t\t\t\n"
        );
    }
}
