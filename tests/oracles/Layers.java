import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.*;
import org.apache.uima.cas.impl.*;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.*;

/** Reads a document by Apache UIMA with its type system, says what is in its layers, and writes it again. */
public class Layers {
    public static void main(String[] given) throws Exception {
        TypeSystemDescription types =
            UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(given[0]));
        CAS cas = CasCreationUtils.createCas(types, null, null);
        try (InputStream file = new FileInputStream(given[1])) {
            XmiCasDeserializer.deserialize(file, cas);
        }
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (AnnotationFS each : cas.getAnnotationIndex()) {
            if (!each.getType().getName().startsWith("uima.")) {
                out.println(line(each));
            }
        }
        try (OutputStream file = new FileOutputStream(given[2])) {
            XmiCasSerializer.serialize(cas, file);
        }
    }

    private static String line(AnnotationFS each) {
        List<String> said = new ArrayList<>();
        said.add(each.getType().getShortName());
        said.add(each.getCoveredText());
        for (Feature feature : each.getType().getFeatures()) {
            String range = feature.getRange().getName();
            if (range.equals(CAS.TYPE_NAME_STRING_ARRAY)) {
                StringArrayFS array = (StringArrayFS) each.getFeatureValue(feature);
                said.add(feature.getShortName() + "=" + String.join("\u0001", array.toArray()));
            } else if (range.equals(CAS.TYPE_NAME_STRING) && each.getStringValue(feature) != null) {
                said.add(feature.getShortName() + "=" + each.getStringValue(feature));
            } else if (range.startsWith("webanno.")) {
                AnnotationFS end = (AnnotationFS) each.getFeatureValue(feature);
                said.add(feature.getShortName() + "=" + end.getCoveredText());
            }
        }
        byte[] joined = String.join("\u0002", said).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(joined);
    }
}
