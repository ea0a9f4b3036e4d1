//! An explanation as one self-contained page.
//!
//! In: an [`Explanation`].  Out: HTML with its style, its script and the data inside: nothing is
//! loaded from anywhere. The script builds the view from the same data that `-json` prints.

use crate::model::Explanation;

const TEMPLATE: &str = include_str!("../page/page.html");
const STYLE: &str = include_str!("../page/page.css");
const SCRIPT: &str = include_str!("../page/page.js");

/// The page.
pub fn page(explanation: &Explanation) -> String {
    // The model can always be written. In a script element, only `<` could end the data early.
    let data = serde_json::to_string(explanation)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    let title = escape(&explanation.package);
    TEMPLATE
        .replace("@TITLE@", &title)
        .replace("@STYLE@", STYLE)
        .replace("@SCRIPT@", SCRIPT)
        .replace("@DATA@", &data)
}

/// Text as HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceText;

    #[test]
    fn data_cannot_end_its_element() {
        let explanation = Explanation {
            package: "a<b".into(),
            files: vec![SourceText {
                name: "x.go".into(),
                text: "// </script><b>".into(),
            }],
            ..Explanation::default()
        };
        let page = page(&explanation);
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(page.contains("<title>a&lt;b"));
    }
}
